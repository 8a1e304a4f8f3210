"""The rules that find bodies and events that no register has."""
