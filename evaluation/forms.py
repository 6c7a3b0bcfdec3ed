"""How the moment of a report enters."""

from __future__ import annotations

from django import forms

from calc.moments import BASIS_WORDS


class ReportForm(forms.Form):
    """The day a report speaks of, what is known, and by which basis."""

    as_of = forms.CharField(label="截至日", max_length=20)
    known_at = forms.CharField(label="知悉日", max_length=20, required=False)
    basis = forms.ChoiceField(label="口径", choices=list(BASIS_WORDS.items()))
