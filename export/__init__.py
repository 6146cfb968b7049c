"""What is left behind: slides, one-file pages, pictures, spreadsheets, the published site. No Streamlit here."""
