import pytest

from analytics.charts import template

GROUNDS = pytest.mark.parametrize("palette", [template.LIGHT, template.DARK], ids=["light", "dark"])


def luminance(colour):
    """Relative luminance of WCAG 2."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@GROUNDS
@pytest.mark.parametrize("role", ["ink", "muted"])
def test_text_can_be_read(palette, role):
    assert contrast(getattr(palette, role), palette.page) >= 4.5


@GROUNDS
@pytest.mark.parametrize(
    "role", ["model", "dose", "run", "limit", "hold", "confounded", *template.TISSUES]
)
def test_marks_stand_out(palette, role):
    assert contrast(getattr(palette, role), palette.page) >= 3.0


def test_no_chart_offers_to_upload_its_data():
    assert "sendChartToCloud" in template.CONFIG["modeBarButtonsToRemove"]
    assert template.CONFIG["displaylogo"] is False


@GROUNDS
def test_no_two_verdicts_look_alike_even_without_colour(palette):
    marks = [template.verdict_marker(verdict, palette) for verdict in template.VERDICTS]
    shapes = {(mark["symbol"], mark["color"] == palette.page) for mark in marks}
    assert len(shapes) == len({mark.glyph for mark in template.VERDICTS.values()}) == 4
