"""Draw a mesh on the CPU: camera, z-buffer, light, PNG."""
