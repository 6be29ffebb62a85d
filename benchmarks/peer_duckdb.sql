-- The five indicators of 2025 in SQL, over the tables barn, aktualiseringar, utredningar,
-- insatser, placeringar and samtal.  ja is what the source writes for yes: 'ja' or true.

WITH closed AS (
    SELECT id, barn, inledd, avslutad, barnsamtal
    FROM utredningar
    WHERE typ = 'barnutredning' AND avslutad BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
),
talks AS (
    SELECT barn, datum
    FROM samtal
    WHERE typ = 'utredningssamtal' AND ansvarig_handläggare IS DISTINCT FROM $nej
),
met AS (
    SELECT count(*) FILTER (
        coalesce(barnsamtal = $ja, false)
        OR EXISTS (
            SELECT 1 FROM talks
            WHERE talks.barn = closed.barn AND datum BETWEEN inledd AND avslutad
        )
    ) AS numerator, count(*) AS denominator
    FROM closed
),
spans AS (
    SELECT barn, inledd AS från, coalesce(avslutad, DATE '9999-12-01') AS till FROM utredningar
    UNION ALL
    SELECT barn, från, coalesce(till, DATE '9999-12-01') FROM insatser
    UNION ALL
    SELECT barn, från, coalesce(till, DATE '9999-12-01') FROM placeringar
),
reached AS (
    SELECT *, max(till) OVER (
        PARTITION BY barn ORDER BY från ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS reach
    FROM spans
),
numbered AS (
    SELECT *, count(*) FILTER (reach IS NULL OR från > reach + 1) OVER (
        PARTITION BY barn ORDER BY från ROWS UNBOUNDED PRECEDING
    ) AS contact
    FROM reached
),
contacts AS (
    SELECT barn, max(till) AS till FROM numbered GROUP BY barn, contact
),
ended AS (
    SELECT contacts.barn, till
    FROM contacts JOIN barn ON barn.id = contacts.barn
    WHERE till BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
      AND till < född + INTERVAL 19 YEAR
),
news AS (
    SELECT barn, inkom AS day FROM aktualiseringar
    UNION ALL
    SELECT barn, inledd FROM utredningar
),
came_back AS (
    SELECT count(DISTINCT barn) FILTER (
        EXISTS (
            SELECT 1 FROM news
            WHERE news.barn = ended.barn AND day > till AND day <= till + INTERVAL 12 MONTH
        )
    ) AS numerator, count(DISTINCT barn) AS denominator
    FROM ended
),
homes AS (
    SELECT count(*) FILTER (
        till IS NOT NULL AND (avslutad IS NULL OR till <= avslutad + INTERVAL 2 MONTH)
    ) AS numerator, count(*) AS denominator
    FROM placeringar LEFT JOIN utredningar ON utredningar.id = placeringar.utredning
    WHERE vårdform = 'jourhem' AND beslutad BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
),
assessed AS (
    SELECT count(*) FILTER (beslutad <= inkom + 14) AS numerator, count(*) AS denominator
    FROM aktualiseringar
    WHERE typ <> 'ansökan' AND inkom BETWEEN DATE '2025-01-01' AND DATE '2025-12-31'
),
investigated AS (
    SELECT count(*) FILTER (avslutad <= inledd + INTERVAL 4 MONTH) AS numerator,
           count(*) AS denominator
    FROM closed
)
SELECT '1:2', * FROM met
UNION ALL SELECT '3:5', * FROM came_back
UNION ALL SELECT '4:2', * FROM homes
UNION ALL SELECT '5:3', * FROM assessed
UNION ALL SELECT '5:4', * FROM investigated
ORDER BY 1
