-- Who published after the day that the law sets, and by how many days? Where no date is known nobody is called late. | 逾期公布名单
SELECT year, region_code, agency, publishing_deadline, first_published_on, days_late
FROM punctuality
WHERE status = 'late'
ORDER BY year DESC, days_late DESC, region_code, agency;
