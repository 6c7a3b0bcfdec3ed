"""Template tags, server-drawn SVG charts and the gallery page of components."""
