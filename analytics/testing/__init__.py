"""What tests measured: running power."""
