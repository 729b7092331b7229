/** Everything the shell itself says; the screens have their own catalogues. The shell speaks Vietnamese only. */
export const shellText = {
  menu: {
    file: '&Tệp',
    print: '&In…',
    quit: 'T&hoát',
    edit: '&Soạn thảo',
    undo: '&Hoàn tác',
    redo: '&Làm lại',
    cut: 'Cắ&t',
    copy: '&Sao chép',
    paste: '&Dán',
    selectAll: 'Chọn tất &cả',
    view: '&Xem',
    reload: '&Tải lại',
    zoomIn: '&Phóng to',
    zoomOut: '&Thu nhỏ',
    zoomReset: 'Cỡ &chuẩn',
    fullScreen: 'Toàn &màn hình',
    developerTools: 'Công cụ lập trình',
    help: 'Trợ &giúp',
    about: '&Giới thiệu SIPAS',
  },
  about: (version: string) => `SIPAS ${version}\nĐo lường sự hài lòng của người dân, tổ chức`,
  saveTitle: 'Lưu tệp',
  close: 'Đóng',
  stopped: {
    title: 'SIPAS không mở được dữ liệu',
    again: 'Thử lại',
    quit: 'Thoát',
    unknown:
      'Phần xử lý dữ liệu dừng đột ngột nhiều lần. Phiếu đã lưu vẫn còn nguyên. Thử lại; nếu vẫn lỗi, báo người phụ trách.',
  },
} as const
