"""What every domain stands on: data, time, chance, jobs, media, keys. Knows no domain and no word of any wire."""
