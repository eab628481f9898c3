"""What click says by itself, in Vietnamese."""

from __future__ import annotations

from typing import Any

import click

__all__ = ["Command", "Group", "told"]


class _InVietnamese(click.Command):
    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        said = pieces.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH ...")
        formatter.write_usage(ctx.command_path, said, prefix="Cách dùng: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = (each for each in self.get_params(ctx) if isinstance(each, click.Option))
        records = (option.get_help_record(ctx) for option in options)
        rows = [record for record in records if record is not None]
        if rows:
            with formatter.section("Tùy chọn"):
                formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Xem hướng dẫn này rồi kết thúc."
        return option


class Command(_InVietnamese):
    """A command with its help in Vietnamese."""


class Group(_InVietnamese, click.Group):
    """The commands under one name."""

    command_class = Command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands in the order in which one needs them."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands as they were added."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the first sentence of its help."""
        rows = [(name, each.get_short_help_str(limit=70)) for name, each in self.commands.items()]
        with formatter.section("Lệnh"):
            formatter.write_dl(rows)


def told(error: click.ClickException) -> str:
    """Return what was typed wrongly, in Vietnamese."""
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(sorted(error.possibilities or ()))
        return f"không có tùy chọn {error.option_name}" + (f"; có phải {near}?" if near else "")
    param: Any = getattr(error, "param", None)
    name = "" if param is None else _name(param)
    if isinstance(error, click.MissingParameter):
        return f"thiếu {name}"
    if isinstance(error, click.BadParameter):
        if isinstance(getattr(param, "type", None), click.Choice):
            choices = ", ".join(
                each if each.isalnum() else f'"{each}"' for each in param.type.choices
            )
            return f"{name}: chỉ nhận một trong các giá trị: {choices}"
        if isinstance(kind := getattr(param, "type", None), click.IntRange):
            accepted = f"số nguyên từ {kind.min} đến {kind.max}"
            return f"{name}: chỉ nhận {accepted}, ví dụ {name} {param.default}"
        return f"{name}: {error.message}" if name else error.message
    if isinstance(error, click.BadOptionUsage):
        is_missing = "requires" in error.message
        what = "thiếu giá trị" if is_missing else "không nhận giá trị; bỏ phần từ dấu ="
        return f"tùy chọn {error.option_name}: {what}"
    message = error.format_message()
    if message.startswith("Got unexpected extra argument"):
        return f"thừa giá trị{message[message.find('(') - 1 :]}"
    if message.startswith("No such command"):
        wrong = message.split("'")[1] if "'" in message else ""
        return f"không có lệnh {wrong!r}; xem các lệnh: cchc --help"
    return message


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Option):
        return "/".join(param.opts)
    return param.make_metavar(click.Context(click.Command("cchc"))).strip("[].")
