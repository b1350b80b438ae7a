"""The screens. They show the workspace and send it commands."""
