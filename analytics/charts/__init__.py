"""Charts: frames in, Plotly figures out, so pages, notebooks and reports draw the same picture."""
