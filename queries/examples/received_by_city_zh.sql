-- Requests received by each city on the preferred basis, asked in Chinese names. | 各市新收申请（中文名称写法）
SELECT 年度, 地区, 数值, 口径, 缺数单位数, 存疑单元格数
FROM 市级_依申请
WHERE 是否首选 AND 办理结果 = 'received' AND 申请人 = 'total'
ORDER BY 年度 DESC, 数值 DESC NULLS LAST, 地区代码;
