# The Slack bot as a container; docs/slack.md says how to run it.
#   docker build -t summarizer-slack .
#   docker build --build-arg EXTRAS=slack,local -t summarizer-slack .    with the embedded model's engine

FROM python:3.13-slim-bookworm AS build
ARG EXTRAS=slack
ENV PIP_CONSTRAINT=/src/constraints.txt \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
WORKDIR /src
COPY requirements.lock ./
# The versions of the lock without its hashes: pip asks for hashes of everything or of nothing, and
# what is built from this tree has none.
RUN sed -e '/^ *--hash=/d' -e 's/ *\\$//' requirements.lock > constraints.txt
COPY pyproject.toml README.md LICENSE ./
COPY prompts prompts
COPY summarizer summarizer
RUN python -m venv /opt/bot \
    && /opt/bot/bin/python -m pip install ".[${EXTRAS}]"

FROM python:3.13-slim-bookworm
RUN groupadd --system --gid 10001 bot \
    && useradd --system --uid 10001 --gid bot --home-dir /data --shell /usr/sbin/nologin bot \
    && install -d -o bot -g bot -m 700 /data
COPY --from=build /opt/bot /opt/bot
ENV PATH=/opt/bot/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SUMMARIZER_CACHE=/data/cache \
    SUMMARIZER_SLACK_DATABASE=sqlite:////data/bot.db
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f\"http://127.0.0.1:{os.environ.get('SUMMARIZER_SLACK_PORT') or 3000}/health\", timeout=4)"]
ENTRYPOINT ["summarizer", "slack"]
CMD ["run", "--health"]
