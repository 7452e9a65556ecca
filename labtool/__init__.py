"""Run the 3D Print System from a clone: engines, processes, tests and checks. Standard library only."""
