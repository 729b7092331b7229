* Encoding: UTF-8.
SET DECIMAL=DOT.
FILE HANDLE responses /NAME='responses.dat' /LRECL=1024 /ENCODING='UTF8'.
DATA LIST FILE=responses FIXED RECORDS=1 NOTABLE /1
  serial 1-3 (A)
  agency 4-13 (A)
  sector 14-17 (A)
  unit 18-18 (A)
  stratum 19-19 (A)
  cluster 20-20 (A)
  weight 21-24
  respondent_group 25-25 (A)
  collected_on 26-33
  office 34-35
  wish_1 36-37
  wish_2 38-39
  wish_10 40-41
  all_ 42-43
  int 44-45
  degrees 46-50
  visits 51-53
  submitted 54-61.
IF (collected_on > 0) collected_on = DATE.DMY(MOD(collected_on,100), MOD(TRUNC(collected_on/100),100), TRUNC(collected_on/10000)).
IF (submitted > 0) submitted = DATE.DMY(MOD(submitted,100), MOD(TRUNC(submitted/100),100), TRUNC(submitted/10000)).
FORMATS weight (F4.2).
FORMATS collected_on (EDATE10).
FORMATS office (F2.0).
FORMATS wish_1 (F2.0).
FORMATS wish_2 (F2.0).
FORMATS wish_10 (F2.0).
FORMATS all_ (F2.0).
FORMATS int (F2.0).
FORMATS degrees (F5.1).
FORMATS visits (F3.0).
FORMATS submitted (EDATE10).
VARIABLE LABELS serial
  'Số phiếu'.
VARIABLE LABELS agency
  'Cơ quan, đơn vị'.
VARIABLE LABELS sector
  'Lĩnh vực'.
VARIABLE LABELS unit
  'Đơn vị hành chính'.
VARIABLE LABELS stratum
  'Tầng'.
VARIABLE LABELS cluster
  'Cụm'.
VARIABLE LABELS weight
  'Trọng số'.
VARIABLE LABELS respondent_group
  'Nhóm đối tượng'.
VARIABLE LABELS collected_on
  'Ngày thu phiếu'.
VARIABLE LABELS office
  '1. Ông/Bà nộp hồ sơ ở đâu?'.
VARIABLE LABELS wish_1
  '2. Bộ phận “Một cửa”'.
VARIABLE LABELS wish_2
  '2. Dịch vụ công `trực tuyến` $x 50% o''clock'.
VARIABLE LABELS wish_10
  '2. Nơi khác'.
VARIABLE LABELS all_
  '3.1. Câu dài rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, r' +
  'ất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, '.
VARIABLE LABELS int
  '3.2. Thái độ của công chức'.
VARIABLE LABELS degrees
  '4. Nhiệt độ'.
VARIABLE LABELS visits
  '5. Số lần đi lại'.
VARIABLE LABELS submitted
  '6. Ngày nộp hồ sơ'.
VALUE LABELS
  sector
  'land' 'Đất đai'.
VALUE LABELS
  office
  -9 'Không trả lời'
  -8 'Từ chối trả lời'
  -7 'Không đọc được'
  -6 'Chọn hơn một phương án'
  -5 'Không hỏi'
  1 'Bộ phận “Một cửa”'
  2 'Dịch vụ công `trực tuyến` $x 50% o''clock'
  10 'Nơi khác'.
VALUE LABELS
  wish_1
  wish_2
  wish_10
  -9 'Không trả lời'
  -8 'Từ chối trả lời'
  -7 'Không đọc được'
  -6 'Chọn hơn một phương án'
  -5 'Không hỏi'
  0 'Không chọn'
  1 'Có chọn'.
VALUE LABELS
  all_
  int
  -9 'Không trả lời'
  -8 'Từ chối trả lời'
  -7 'Không đọc được'
  -6 'Chọn hơn một phương án'
  -5 'Không hỏi'
  1 'Rất không hài lòng'
  2 'Không hài lòng'
  3 'Bình thường'
  4 'Hài lòng'
  5 'Rất hài lòng'.
VALUE LABELS
  degrees
  -99 'Không trả lời'
  -98 'Từ chối trả lời'
  -97 'Không đọc được'
  -96 'Chọn hơn một phương án'
  -95 'Không hỏi'.
VALUE LABELS
  visits
  -9 'Không trả lời'
  -8 'Từ chối trả lời'
  -7 'Không đọc được'
  -6 'Chọn hơn một phương án'
  -5 'Không hỏi'.
VALUE LABELS
  agency
  'SO-TNMT-HN' 'Sở Tài nguyên và Môi trường'
  'SO-XD' 'Sở Xây dựng'.
MISSING VALUES office (-9 THRU -5).
MISSING VALUES wish_1 (-9 THRU -5).
MISSING VALUES wish_2 (-9 THRU -5).
MISSING VALUES wish_10 (-9 THRU -5).
MISSING VALUES all_ (-9 THRU -5).
MISSING VALUES int (-9 THRU -5).
MISSING VALUES degrees (-99 THRU -95).
MISSING VALUES visits (-9 THRU -5).
MISSING VALUES submitted (-9 THRU -5).
VARIABLE LEVEL weight (SCALE).
VARIABLE LEVEL collected_on (SCALE).
VARIABLE LEVEL office (NOMINAL).
VARIABLE LEVEL wish_1 (NOMINAL).
VARIABLE LEVEL wish_2 (NOMINAL).
VARIABLE LEVEL wish_10 (NOMINAL).
VARIABLE LEVEL all_ (ORDINAL).
VARIABLE LEVEL int (ORDINAL).
VARIABLE LEVEL degrees (SCALE).
VARIABLE LEVEL visits (SCALE).
VARIABLE LEVEL submitted (SCALE).
WEIGHT BY weight.
EXECUTE.
