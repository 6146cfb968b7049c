"""Do reported figures fit together? Each check with its arithmetic."""
