"""The one look of every chart: colours by role, type, grid, and what the toolbar offers.

Ink is measured, blue is computed, green is plyometric dose, slate is running, plum is tissue
stress; blue and plum never share axes. Colours that share axes stay apart for normal, protan,
deutan and tritan sight (CIEDE2000 of 17 or more in light, 14 in dark).
"""

from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role, for one ground.

    Attributes
    ----------
    page, ink, muted, axis, grid : str
        Ground, text and measured points, lesser text, axis lines, grid lines.
    model, dose, run, limit, hold, confounded : str
        Computed curves, plyometric dose, run load, limits, warnings, what cannot be separated.
    achilles, patellar, tibia : str
        Stress of each tissue.
    veil : str
        Ground of days nobody logged and of doses beyond anything tried.
    band_50, band_90 : float
        Opacity of the two interval bands.
    """

    page: str
    ink: str
    muted: str
    axis: str
    grid: str
    model: str
    dose: str
    run: str
    limit: str
    hold: str
    confounded: str
    achilles: str
    patellar: str
    tibia: str
    veil: str
    band_50: float
    band_90: float

    def band(self, opacity: float) -> str:
        """Return the model's colour at an opacity, as ``rgba(...)``."""
        return translucent(self.model, opacity)

    def tissue(self, name: str) -> str:
        """Return the plum of a tissue: of :data:`TISSUES`."""
        return {"achilles": self.achilles, "patellar": self.patellar, "tibia": self.tibia}[name]


def translucent(colour: str, opacity: float) -> str:
    """Return a colour such as ``#264895`` at an opacity, as ``rgba(...)``."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


class TissueLook(NamedTuple):
    """How a tissue looks everywhere beside its plum, so that none is told by colour alone."""

    dash: str
    symbol: str


TISSUES: Final = {
    "achilles": TissueLook("solid", "circle"),
    "patellar": TissueLook("dash", "triangle-up"),
    "tibia": TissueLook("dot", "square"),
}


class Verdict(NamedTuple):
    """How a verdict looks everywhere, so that none is told by colour alone."""

    glyph: str
    word: str


VERDICTS: Final = {
    "shown": Verdict("●", "shown"),
    "not_shown": Verdict("○", "not shown"),
    "confounded": Verdict("◇", "cannot be separated"),
    "insufficient": Verdict("–", "too little"),
}


def verdict_marker(verdict: str, palette: Palette, size_px: int = 9) -> dict[str, Any]:
    """Return the Plotly marker of a verdict; hollow ones are filled with the page's colour."""
    match verdict:
        case "shown":
            colour, fill, symbol = palette.model, palette.model, "circle"
        case "not_shown":
            colour, fill, symbol = palette.model, palette.page, "circle"
        case "confounded":
            colour, fill, symbol = palette.confounded, palette.page, "diamond"
        case _:
            colour, fill, symbol = palette.muted, palette.muted, "line-ew"
    return {
        "symbol": symbol,
        "size": size_px,
        "color": fill,
        "line": {"color": colour, "width": 2},
    }


LIGHT: Final = Palette(
    page="#FFFFFF",
    ink="#0F1215",
    muted="#6B6E73",
    axis="#C9C6BF",
    grid="#E6E4DF",
    model="#264895",
    dose="#00A862",
    run="#777D83",
    limit="#990C06",
    hold="#D2701F",
    confounded="#765C00",
    achilles="#570067",
    patellar="#9343A7",
    tibia="#C970D6",
    veil="rgba(107,110,115,0.13)",
    band_50=0.30,
    band_90=0.14,
)
DARK: Final = Palette(
    page="#14171A",
    ink="#ECEAE4",
    muted="#8F9197",
    axis="#4A4F56",
    grid="#2A2E33",
    model="#84A1DB",
    dose="#54DA92",
    run="#6F7781",
    limit="#E05A56",
    hold="#FFBA3A",
    confounded="#D7BD50",
    achilles="#A03BB5",
    patellar="#B77FC5",
    tibia="#F6C2FE",
    veil="rgba(143,145,151,0.26)",
    band_50=0.34,
    band_90=0.16,
)

FONT: Final = '"Source Sans", "Source Sans 3", "Source Sans Pro", sans-serif'
DAY: Final = "%a %-d %b %Y"
DAY_MS: Final = 86_400_000
DAY_TICKS: Final = [
    {"dtickrange": [None, 20 * DAY_MS], "value": "%-d %b"},
    {"dtickrange": [20 * DAY_MS, None], "value": "%b %Y"},
]

# Plotly's own toolbar offers to upload the chart's data: nothing leaves the machine.
CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "modeBarButtonsToRemove": [
        "sendChartToCloud",
        "select2d",
        "lasso2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
        "autoScale2d",
        "hoverClosestCartesian",
        "hoverCompareCartesian",
    ],
    "scrollZoom": False,
    "responsive": True,
}


def figure(palette: Palette, height_px: int = 360) -> go.Figure:
    """Return an empty figure in the house style."""
    axis = {
        "gridcolor": palette.grid,
        "linecolor": palette.axis,
        "zeroline": False,
        "ticks": "",
        "tickfont": {"size": 12, "color": palette.ink},
        "title": {"font": {"size": 13, "color": palette.ink}, "standoff": 6},
        "automargin": True,
    }
    return go.Figure(
        layout={
            "template": None,
            "height": height_px,
            "paper_bgcolor": palette.page,
            "plot_bgcolor": palette.page,
            "font": {"family": FONT, "size": 13, "color": palette.ink},
            "margin": {"l": 8, "r": 12, "t": 8, "b": 8},
            "showlegend": False,
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": palette.page,
                "bordercolor": palette.axis,
                "font": {"family": FONT, "size": 13, "color": palette.ink},
            },
            "modebar": {
                "bgcolor": "rgba(0,0,0,0)",
                "color": palette.muted,
                "activecolor": palette.ink,
            },
            "xaxis": axis,
            "yaxis": axis,
        }
    )
