"""The views of the desk, one module each: its page, and what its script asks for."""
