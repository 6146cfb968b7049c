"""What is changed inside the libraries that serve, one module a library."""
