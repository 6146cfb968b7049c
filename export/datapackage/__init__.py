"""The facts as a package to take along: tables, schema, licences, how to cite them."""
