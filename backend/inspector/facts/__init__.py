"""What can be measured on a mesh, and what it means for a print."""
