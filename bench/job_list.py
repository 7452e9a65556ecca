"""First page of the job list with counts, against the bare SQL through psycopg, at three sizes.

    python -m bench.job_list

80 % of the jobs are picked up. Goals: <= 3x the bare SQL at each size, 100,000 jobs within 2x of 1,000, <= 150 kB.
"""

from typing import Any

import psycopg

from bench.system import System, medians_ms, running

SIZES = (1_000, 10_000, 100_000)
REPEATS = 60
ORIGINAL = """
INSERT INTO originals (sha256, size_bytes, format, report)
VALUES ('bench', 684, 'stl', '{"size_mm": [20, 20, 20], "triangles": 12, "warnings": [], "thumbnail": "thumbnail.png"}')
ON CONFLICT DO NOTHING
"""
JOBS = """
INSERT INTO jobs (status, student_name, student_email, discipline, class_number, print_method, color, printer,
    original_sha256, original_filename, folder_name, file_name, reviewed_at, quote_weight_g, quote_time_hours,
    quote_price_cents, quote_rates, quoted_at)
SELECT (CASE WHEN n % 10 < 8 THEN 'PAIDPICKEDUP'
             ELSE (ARRAY['UPLOADED', 'PENDING', 'READYTOPRINT', 'PRINTING', 'COMPLETED'])[n / 10 % 5 + 1] END),
    'Student ' || n, 'student' || n % 5000 || '@example.edu', 'Architecture', 'ARCH 2002', 'Filament', 'True Red',
    'Prusa MK4S', 'bench', 'part.stl', 'Student_' || n, 'Student_' || n || '.stl', now(), 42.5, 3.5, 425,
    '{"cents_per_gram": 10, "grams_per_ml": null, "minimum_cents": 300}', now()
FROM generate_series(FIRST, LAST) AS n
"""
PAGE = """
SELECT jobs.*, originals.* FROM jobs JOIN originals ON originals.sha256 = jobs.original_sha256
ORDER BY attention_rank, jobs.id LIMIT 101
"""
COUNTS = """
SELECT status, count(*) FROM jobs
WHERE status IN ('UPLOADED', 'PENDING', 'READYTOPRINT', 'PRINTING', 'COMPLETED') GROUP BY status
"""


def grow(system: System, first: int, last: int) -> None:
    """Add jobs with these numbers straight to the tables, then let PostgreSQL tidy up as it does by night."""
    with psycopg.connect(system.sql_url, autocommit=True) as connection:
        connection.execute(ORIGINAL)
        connection.execute(JOBS.replace("FIRST", str(first)).replace("LAST", str(last)))
    system.postgres.run_sql("VACUUM ANALYZE", database="lab")


def bare(connection: psycopg.Connection[Any]) -> None:
    """Do what the page needs, and nothing else: one page of rows and the counts of open statuses."""
    connection.execute(PAGE).fetchall()
    connection.execute(COUNTS).fetchall()


def main() -> None:
    """Print one line a size, then the ratio between the largest and the smallest."""
    ours_ms = []
    with running() as system, psycopg.connect(system.sql_url, autocommit=True) as connection:
        for before, size in zip((0, *SIZES), SIZES, strict=False):
            grow(system, before + 1, size)
            sql_ms, page_ms = medians_ms([lambda: bare(connection), lambda: system.get("/jobs")], REPEATS)
            ours_ms.append(page_ms)
            weight_kb = len(system.get("/jobs")) / 1000
            told = f"{size:>7} jobs: {page_ms:6.2f} ms, bare SQL {sql_ms:6.2f} ms"
            print(f"{told}, ratio {page_ms / sql_ms:.2f} (goal <= 3), {weight_kb:.1f} kB (goal <= 150)")
    print(f"{SIZES[-1]} against {SIZES[0]} jobs: ratio {ours_ms[-1] / ours_ms[0]:.2f} (goal <= 2)")


if __name__ == "__main__":
    main()
