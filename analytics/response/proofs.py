"""What a fit carries of its evidence, once its data moved on."""

from dataclasses import fields

from analytics.response.evidence import Evidence


def without(proof: Evidence, athlete_id: str) -> Evidence:
    """Return the evidence of the others; that of the cohort is kept as it was found."""
    frames = {field.name: getattr(proof, field.name) for field in fields(proof)}
    return Evidence(
        **{
            name: frame[frame["athlete_id"] != athlete_id].reset_index(drop=True)
            if "athlete_id" in frame.columns
            else frame
            for name, frame in frames.items()
        }
    )
