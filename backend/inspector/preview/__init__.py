"""A light likeness of a model that a browser can turn: few triangles, one small file."""
