version 14
clear
infix ///
  str3 serial 1-3 ///
  str10 agency 4-13 ///
  str4 sector 14-17 ///
  str1 unit 18-18 ///
  str1 stratum 19-19 ///
  str1 cluster 20-20 ///
  double weight 21-24 ///
  str1 respondent_group 25-25 ///
  long collected_on 26-33 ///
  int office 34-35 ///
  int wish_1 36-37 ///
  int wish_2 38-39 ///
  int wish_10 40-41 ///
  int all 42-43 ///
  int int_ 44-45 ///
  double degrees 46-50 ///
  double visits 51-53 ///
  long submitted 54-61 ///
  using "responses.dat"
quietly mvdecode office, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode wish_1, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode wish_2, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode wish_10, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode all, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode int_, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode degrees, mv(-99=.a \ -98=.b \ -97=.c \ -96=.d \ -95=.e)
quietly mvdecode visits, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly mvdecode submitted, mv(-9=.a \ -8=.b \ -7=.c \ -6=.d \ -5=.e)
quietly replace collected_on = mdy(mod(int(collected_on/100),100), mod(collected_on,100), int(collected_on/10000)) if !missing(collected_on)
format collected_on %tdDD/NN/CCYY
quietly replace submitted = mdy(mod(int(submitted/100),100), mod(submitted,100), int(submitted/10000)) if !missing(submitted)
format submitted %tdDD/NN/CCYY
label variable serial `"Số phiếu"'
label variable agency `"Cơ quan, đơn vị"'
label variable sector `"Lĩnh vực"'
label variable unit `"Đơn vị hành chính"'
label variable stratum `"Tầng"'
label variable cluster `"Cụm"'
label variable weight `"Trọng số"'
label variable respondent_group `"Nhóm đối tượng"'
label variable collected_on `"Ngày thu phiếu"'
label variable office `"1. Ông/Bà nộp hồ sơ ở đâu?"'
label variable wish_1 `"2. Bộ phận “Một cửa”"'
label variable wish_2 `"2. Dịch vụ công \`trực tuyến\` \$x 50% o'clock"'
label variable wish_10 `"2. Nơi khác"'
label variable all `"3.1. Câu dài rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất dài, rất "'
label variable int_ `"3.2. Thái độ của công chức"'
label variable degrees `"4. Nhiệt độ"'
label variable visits `"5. Số lần đi lại"'
label variable submitted `"6. Ngày nộp hồ sơ"'
label define answers1 1 `"Bộ phận “Một cửa”"'
label define answers1 2 `"Dịch vụ công \`trực tuyến\` \$x 50% o'clock"', add
label define answers1 10 `"Nơi khác"', add
label define answers1 .a `"Không trả lời"', add
label define answers1 .b `"Từ chối trả lời"', add
label define answers1 .c `"Không đọc được"', add
label define answers1 .d `"Chọn hơn một phương án"', add
label define answers1 .e `"Không hỏi"', add
label values office answers1
label define answers2 0 `"Không chọn"'
label define answers2 1 `"Có chọn"', add
label define answers2 .a `"Không trả lời"', add
label define answers2 .b `"Từ chối trả lời"', add
label define answers2 .c `"Không đọc được"', add
label define answers2 .d `"Chọn hơn một phương án"', add
label define answers2 .e `"Không hỏi"', add
label values wish_1 answers2
label values wish_2 answers2
label values wish_10 answers2
label define answers3 1 `"Rất không hài lòng"'
label define answers3 2 `"Không hài lòng"', add
label define answers3 3 `"Bình thường"', add
label define answers3 4 `"Hài lòng"', add
label define answers3 5 `"Rất hài lòng"', add
label define answers3 .a `"Không trả lời"', add
label define answers3 .b `"Từ chối trả lời"', add
label define answers3 .c `"Không đọc được"', add
label define answers3 .d `"Chọn hơn một phương án"', add
label define answers3 .e `"Không hỏi"', add
label values all answers3
label values int_ answers3
label define answers4 .a `"Không trả lời"'
label define answers4 .b `"Từ chối trả lời"', add
label define answers4 .c `"Không đọc được"', add
label define answers4 .d `"Chọn hơn một phương án"', add
label define answers4 .e `"Không hỏi"', add
label values degrees answers4
label define answers5 .a `"Không trả lời"'
label define answers5 .b `"Từ chối trả lời"', add
label define answers5 .c `"Không đọc được"', add
label define answers5 .d `"Chọn hơn một phương án"', add
label define answers5 .e `"Không hỏi"', add
label values visits answers5
