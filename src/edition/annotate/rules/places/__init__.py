"""The rules that find places that no register has."""
