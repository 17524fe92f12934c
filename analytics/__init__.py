"""Dose, stress, response and progression: values in, values out."""
