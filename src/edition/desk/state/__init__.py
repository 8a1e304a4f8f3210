"""What the desk knows of its edition while it runs, read again whenever files change."""
