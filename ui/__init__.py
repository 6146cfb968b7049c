"""What pages share and only Streamlit knows: selection and URL, cached loaders, panels, theme, serving."""
