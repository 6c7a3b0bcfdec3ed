# Each target wraps a few commands that README shows plainly.

.DEFAULT_GOAL := help
.PHONY: help run test check bench backtest

# A Python 3.11 that can make virtual environments; name another with PYTHON=...
CANDIDATES = python3.11 python3 $(wildcard $(HOME)/.pyenv/versions/3.11.*/bin/python3.11)
FITS = import ensurepip, sys; print(*["yes"] * (sys.version_info[:2] == (3, 11)))
PYTHON ?= $(firstword $(foreach p,$(CANDIDATES),$(if $(shell $(p) -c '$(FITS)' 2>/dev/null),$(p))))

INSTALL = .venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes
PURE = calc workbook tracker/servers $(wildcard */rules.py */rules)

help:
	@echo "make run    建立虚拟环境、安装依赖并启动演示系统"
	@echo "make test   安装测试依赖并运行全部测试"
	@echo "make check  格式、规范、类型、迁移和模板检查"
	@echo "make bench  与同次测得的下限相比的性能"
	@echo "make backtest  用公开序列回测展望，重写 docs/methods/backtest.md"

run: .venv/installed
	TRACKER_PROFILE=demo exec .venv/bin/python manage.py serve

test: .venv/installed-dev
	.venv/bin/python -m pytest -n 2 $(ARGS)

check: .venv/installed-dev
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m ruff check .
	.venv/bin/python -m mypy $(PURE)
	TRACKER_PROFILE=test .venv/bin/python manage.py makemigrations --check --dry-run
	.venv/bin/djade --check --target-version 5.2 $$(git ls-files '*.html')

bench: .venv/installed-dev
	.venv/bin/python -m bench

backtest: .venv/installed-dev
	.venv/bin/python -m backtest

.venv/installed: requirements.txt
	$(call venv,$@,$<)

.venv/installed-dev: requirements-dev.txt
	$(call venv,$@,$<)

define venv
@test -n "$(PYTHON)" || { echo "找不到可用的 Python 3.11（含 venv）：请安装 python3.11 和 python3.11-venv，或执行 make PYTHON=路径"; exit 1; }
.venv/bin/python -c "import ssl" 2>/dev/null || $(PYTHON) -m venv --clear .venv
@echo "正在按 $(2) 安装依赖，首次约需半分钟…"
$(INSTALL) -r $(2)
@touch $(1)
endef
