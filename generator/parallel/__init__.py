"""Work in other processes, and the policy for garbage collection."""
