"use strict";

/* What the graph page says by itself; names that the documents bring stay as they are. */
const GraphWords = (() => {
  const WORDS = {
    count: ["Đang hiện {0}/{1} văn bản, {2}/{3} viện dẫn", "Showing {0}/{1} documents, {2}/{3} citations"],
    around: ["cách {1} không quá {0} viện dẫn", ["at most {0} citation from {1}", "at most {0} citations from {1}"]],
    close: ["Đóng", "Close"],
    unnamedIssuer: ["Chưa rõ cơ quan", "Issuer not known"],
    searchIn: ["Tìm trong: {0}", "Search in: {0}"],
    searchList: ["Tìm trong danh sách", "Search the list"],
    active: ["({0} đang bật)", "({0} on)"],
    nothingFound: ["Không tìm thấy văn bản nào.", "No document found."],
    moreFound: ["… và {0} văn bản khác; gõ thêm để thu hẹp.", "… and {0} more; type more to narrow down."],
    links: ["{0} liên kết", ["{0} link", "{0} links"]],
    documents: ["{0} văn bản", ["{0} document", "{0} documents"]],
    citations: ["{0} viện dẫn", ["{0} citation", "{0} citations"]],
    proofs: ["{0} bằng chứng", ["{0} proof", "{0} proofs"]],
    // -- panel
    hint: [
      "Chọn một văn bản hay một mũi tên để xem chi tiết và bằng chứng.",
      "Choose a document or an arrow to see details and proofs.",
    ],
    mostCited: ["Được viện dẫn nhiều nhất", "Most cited"],
    haveOpen: ["Có viện dẫn chưa xác định", "With undetermined citations"],
    openPage: ["Mở văn bản", "Open document"],
    pathFrom: ["Nối từ đây…", "Path from here…"],
    pathTo: ["Nối đến đây", "Path to here"],
    depth: ["Độ sâu", "Depth"],
    depthAll: ["tất cả", "all"],
    depthSteps: ["trong {0} viện dẫn", ["within {0} citation", "within {0} citations"]],
    heading: ["Trích yếu", "Subject"],
    type: ["Loại", "Type"],
    issuer: ["Cơ quan ban hành", "Issuer"],
    place: ["Nơi", "Place"],
    date: ["Ngày", "Date"],
    presence: ["Có mặt", "Presence"],
    status: ["Tình trạng", "Status"],
    file: ["Tệp", "File"],
    citedBy: ["Được dẫn bởi", "Cited by"],
    unknown: ["chưa rõ", "not known"],
    noDate: ["không rõ", "not known"],
    noStatus: ["không có thông tin trong kho", "the corpus does not tell"],
    out: ["Viện dẫn ({0})", "Cites ({0})"],
    into: ["Được viện dẫn ({0})", "Cited by ({0})"],
    notDrawn: [
      "Còn {0} liên kết với văn bản không hiện trên trang này.",
      ["{0} more link leads to a document that this page does not show.", "{0} more links lead to documents that this page does not show."],
    ],
    undetermined: ["Chưa xác định ({0})", "Undetermined ({0})"],
    whyUndetermined: [
      "Chưa đủ căn cứ để biết các viện dẫn này chỉ văn bản nào.",
      "Too little is known to tell which documents these citations mean.",
    ],
    noCandidate: ["Không có văn bản nào phù hợp.", "No document fits."],
    candidates: ["Có thể là", "May be"],
    fits: ["khớp {0} %", "fits {0} %"],
    citation: ["Viện dẫn", "Citation"],
    evidence: ["Bằng chứng ({0})", "Proofs ({0})"],
    // -- evidence
    characters: ["ký tự {0}–{1}", "characters {0}–{1}"],
    cue: ["từ chỉ dẫn: “{0}”", "cue: “{0}”"],
    confidence: ["độ tin cậy {0} %", "confidence {0} %"],
    reasons: ["căn cứ: {0}", "grounds: {0}"],
    // -- table and what is taken away
    citing: ["Văn bản viện dẫn", "Citing document"],
    relation: ["Quan hệ", "Relation"],
    cited: ["Văn bản được viện dẫn", "Cited document"],
    proof: ["Bằng chứng", "Proof"],
    start: ["Từ ký tự", "From character"],
    end: ["Đến ký tự", "To character"],
    sentence: ["Câu", "Sentence"],
    tableCaption: ["Viện dẫn đang hiện: {0}", "Citations shown: {0}"],
    toDrawing: ["Xem dạng sơ đồ", "View as drawing"],
    toTable: ["Xem dạng bảng", "View as table"],
    saved: ["Đã lưu {0}.", "Saved {0}."],
    fileName: ["do-thi", "graph"],
    // -- path
    path: ["Đường nối", "Path"],
    pathLength: ["Nối qua {0} viện dẫn, là đường ngắn nhất.", ["Joined by {0} citation, the shortest way.", "Joined by {0} citations, the shortest way."]],
    noPath: ["Không có đường nối nào giữa hai văn bản này.", "No path joins these two documents."],
    noPathFiltered: [
      "Không có đường nối nào giữa hai văn bản này trong những gì bộ lọc đang cho hiện. Thử xóa bộ lọc.",
      "No path joins these two documents within what the filters show. Try clearing the filters.",
    ],
    samePath: ["Hai đầu là cùng một văn bản. Chọn một văn bản khác.", "Both ends are the same document. Choose another one."],
    moreProofs: ["Còn {0} bằng chứng", ["{0} more proof", "{0} more proofs"]],
  };

  const say = Language.speaker(WORDS);
  /* What the codes of the closed lists are called. */
  let names = {};

  function learn(given) {
    names = given;
  }

  /* What a code is called: of "resolution", "status" or "ground". */
  function nameOf(list, code) {
    return Language.pick(names[list][code]);
  }

  return { learn, nameOf, say };
})();
