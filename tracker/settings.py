"""All settings. Everything that differs between machines comes from environment variables.

Each variable is read by a typed helper (tracker/environment.py); a wrong or missing one
stops the start with a message that names the variable and says what to do. The table of
variables stands in README.
"""

import importlib.util
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from tracker.environment import REDIS_FORM, choice, database, flag, listed, needed, text
from tracker.secret import kept_key
from tracker.servers.places import PORT, Places

BASE_DIR = Path(__file__).resolve().parent.parent
PROFILE = choice("TRACKER_PROFILE", ("production", "demo", "test"), "production")
DEMO = PROFILE == "demo"
TEST = PROFILE == "test"
DATA_DIR = Path(text("TRACKER_DATA") or BASE_DIR / "var").expanduser().resolve()
PLACES = Places(DATA_DIR)
DEBUG = False

# --- Demo: entry without log-in and the person strip exist in this profile alone -----------

DEMO_ENTRY = flag("TRACKER_DEMO_ENTRY", DEMO)
DEMO_PERSON_STRIP = flag("TRACKER_DEMO_PERSON_STRIP", DEMO)
for _name, _on in (
    ("TRACKER_DEMO_ENTRY", DEMO_ENTRY),
    ("TRACKER_DEMO_PERSON_STRIP", DEMO_PERSON_STRIP),
):
    if _on and not DEMO:
        raise ImproperlyConfigured(
            f"环境变量 {_name} 只能在演示环境打开：请删去它，或设 TRACKER_PROFILE=demo。"
        )

# --- Servers: named by address, else the embedded ones --------------------------------------

if importlib.util.find_spec("psycopg"):
    # With both drivers present Django would silently take the other one.
    raise ImproperlyConfigured(
        "运行环境里装有 psycopg 3，系统只用 psycopg2：请执行 pip uninstall psycopg，"
        "或按 requirements.txt 重建虚拟环境。"
    )

EMBEDDED_DATABASE = not text("DATABASE_URL")
EMBEDDED_BROKER = not text("REDIS_URL")

if EMBEDDED_DATABASE:
    _database: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "tracker",
        "USER": "tracker",
        "HOST": str(PLACES.postgres_socket),
        "PORT": PORT,
    }
else:
    _database = database("DATABASE_URL")
if DEMO and not _database["NAME"].endswith("_demo"):
    # The demo drops and builds its database, so it must never be anybody else's.
    _database["NAME"] += "_demo"
_database |= {"CONN_MAX_AGE": 0 if TEST else 600, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": _database}

if EMBEDDED_BROKER:
    REDIS_URL = f"unix://{PLACES.valkey_socket}?db={1 if DEMO else 0}"
else:
    REDIS_URL = text("REDIS_URL")
    if not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
        raise ImproperlyConfigured(f"环境变量 REDIS_URL 不是有效的地址：{REDIS_FORM}")

# --- Who may reach us -----------------------------------------------------------------------

LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = (
    LOOPBACK if DEMO else listed("ALLOWED_HOSTS", [] if PROFILE == "production" else LOOPBACK)
)
SECRET_KEY = text("SECRET_KEY")
if PROFILE == "production" and not EMBEDDED_DATABASE:
    if not SECRET_KEY:
        raise needed("SECRET_KEY", "请生成一个 50 位以上的随机串，各台机器设为同一个。")
    if not ALLOWED_HOSTS:
        raise needed("ALLOWED_HOSTS", "请写用户访问的域名，多个用逗号分开。")
# One machine with the embedded servers needs no secret from outside: it keeps its own.
SECRET_KEY = SECRET_KEY or kept_key(DATA_DIR)
ALLOWED_HOSTS = ALLOWED_HOSTS or LOOPBACK

HTTPS = flag("TRACKER_HTTPS", PROFILE == "production" and ALLOWED_HOSTS != LOOPBACK)
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# Browsers do not tell ports apart in cookies: a demo beside another system needs its own name.
SESSION_COOKIE_NAME = f"tracker_{PROFILE}_session"
CSRF_COOKIE_NAME = f"tracker_{PROFILE}_csrf"
SESSION_COOKIE_AGE = 8 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- Django ---------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ui",
    "audit",
    "regions",
    "accounts",
    "plan",
    "metrics",
    "projects",
    "indicators",
    "reporting",
    "evaluation",
    "dashboards",
    "tracker",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_tables2",
    "django_filters",
    "django_htmx",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "accounts.middleware.storable_address",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.DemoEntry",
    "accounts.middleware.LogInRequired",
    "accounts.middleware.MustChangePassword",
    "accounts.middleware.Refusals",
    "reporting.middleware.Refusals",
    "tracker.middleware.Unavailable",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

if DEMO:
    MIDDLEWARE.insert(0, "tracker.middleware.this_machine_only")

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.persons",
                "reporting.context.waiting",
            ],
        },
    },
]

DJANGO_TABLES2_TEMPLATE = "_components/table.html"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

_bootstrap = importlib.util.find_spec("bootstrap_wrapper")
if _bootstrap is None or _bootstrap.origin is None:
    raise ImproperlyConfigured("缺少 bootstrap-wrapper：请执行 pip install -r requirements.txt。")
STATIC_URL = "static/"
STATIC_ROOT = PLACES.static
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", Path(_bootstrap.origin).parent.parent / "bootstrap"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("map", "png", "jpg", "webp", "gz", "br", "woff2")
# Tests collect nothing: files are served from where they stand.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = TEST
MEDIA_ROOT = PLACES.files
CONTACT = text(
    "TRACKER_CONTACT", "本系统管理员（部署单位可用环境变量 TRACKER_CONTACT 写明姓名和电话）"
)

# --- Accounts -------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.PersonBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.validators.Composition"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
if TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "accounts.views.locked_out"
AXES_VERBOSE = False

# --- Background work ------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_TASK_TIME_LIMIT = 600
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A ring that cannot be delivered must not hold up the page; the sweep finds the mark.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}

CELERY_BEAT_SCHEDULE = {
    # Finds the marks whose ring was lost; a sweep nobody fetched in time is of no more use.
    "sweep": {"task": "metrics.refresh", "schedule": 10.0, "options": {"expires": 10}},
    "new day": {"task": "metrics.roll_day", "schedule": crontab(hour=0, minute=5)},
    "nightly comparison": {"task": "metrics.reconcile", "schedule": crontab(hour=2, minute=30)},
}

# The plan whose pages are shown first.
DEFAULT_PLAN = "hachang-2016"

# The moment of the last evaluation report, for readers who compare with it.
METRICS_LAST_REPORT = "evaluation.queries.last_moment"
# Kind of subject -> what computes it, what it feeds, what stands in on failure; parts first.
METRICS_COMPUTERS: dict[str, dict[str, Any]] = {
    "project": {
        "compute": "projects.compute.stages",
        "unknown": "projects.compute.no_stages",
        "feeds": {"account": "projects.compute.accounts_of"},
    },
    "account": {"compute": "projects.compute.accounts", "unknown": "projects.compute.no_accounts"},
    "indicator": {
        "compute": "indicators.compute.values",
        "unknown": "indicators.compute.no_value",
    },
}

# Seconds for which a process may compute what it has claimed before it must say that it lives.
METRICS_LEASE = 5 if TEST else 30

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
