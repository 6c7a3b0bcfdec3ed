"""How long things take, as ratios to floors measured in the same run. No timed tests.

``python -m bench`` builds a demo of its own in a temporary folder and leaves nothing.
"""
