"""The screens: one file each, its name is its address."""
