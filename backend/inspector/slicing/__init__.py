"""Weight and time by PrusaSlicer, of a mesh that was read and written anew here; never of a file as it came."""
