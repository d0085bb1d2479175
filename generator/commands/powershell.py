"""Shell completion for PowerShell, which click does not have."""

import os

from click.shell_completion import CompletionItem, ShellComplete, split_arg_string

# PowerShell passes the words of the line, and asks for the word that ends at the cursor.
_SOURCE = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $position)
    [Console]::OutputEncoding = [System.Text.Encoding]::UTF8
    $env:%(complete_var)s = "powershell_complete"
    $env:COMP_WORDS = $line.ToString()
    $env:COMP_WORD = $word
    %(prog_name)s | ForEach-Object {
        $value, $help = $_ -split "`t", 2
        [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
    }
    Remove-Item Env:%(complete_var)s, Env:COMP_WORDS, Env:COMP_WORD
}
"""


class PowerShellComplete(ShellComplete):
    """Completes `khotin` in PowerShell, which completes file names itself."""

    name = "powershell"
    source_template = _SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, and the incomplete word."""
        words, incomplete = split_arg_string(os.environ["COMP_WORDS"]), os.environ.get("COMP_WORD", "")
        given = words[1:-1] if incomplete and words[-1:] == [incomplete] else words[1:]
        return given, incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """A completion and its help, separated by a tab. "" for file names."""
        return f"{item.value}\t{item.help or item.value}" if item.type == "plain" else ""

    def complete(self) -> str:
        """All completions, without empty lines."""
        return "\n".join(line for line in super().complete().split("\n") if line)
