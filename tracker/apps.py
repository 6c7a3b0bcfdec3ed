"""Django registration of the wiring: its commands and its start-up checks."""

from django.apps import AppConfig


class TrackerConfig(AppConfig):
    """Makes the management commands known and registers the checks."""

    name = "tracker"
    verbose_name = "系统运行"

    def ready(self) -> None:
        """Register the start-up checks."""
        from tracker import checks  # noqa: F401  (importing registers them)
