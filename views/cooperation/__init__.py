"""The five tasks: figures and institutions."""
