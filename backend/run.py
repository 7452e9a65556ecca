"""What gunicorn serves."""

import gc

from app import create_app

app = create_app()

# What is loaded by now stays. Looking through it for garbage held all requests up for a tenth of a second at a time.
gc.collect()
gc.freeze()
