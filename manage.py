#!/usr/bin/env python
"""Entry to every management command; has the embedded servers run where one needs them."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from tracker.servers import ServerError, commands


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    commands.choose_profile(sys.argv)
    try:
        with commands.servers_for(sys.argv):
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"配置错误：{error}")
    except ServerError as error:
        sys.exit(f"服务器错误：{error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
