"""Making the site from TEI."""
