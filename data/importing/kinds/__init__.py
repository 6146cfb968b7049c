"""Kinds of tables: figures by place and period, lists of pairs, lists with dates."""
