// What positions say: who heads, who is whose deputy. As people write them, several in one line.
#pragma once

#include <string>
#include <string_view>

namespace dongson::identity {

// Of "Phó Bí thư Đảng ủy, Chủ tịch UBND phường" what is the state's: "Chủ tịch UBND phường". The whole where nothing is.
std::string StateTitle(std::string_view position);
// The same without "Phó", "Quyền" before it: what the head is called.
std::string HeadTitle(std::string_view position);

bool IsDeputy(std::string_view position);
// "Phó Chủ tịch UBND phường" is the deputy of "Chủ tịch UBND phường Hạc Thành"; one of the council, of a division or of a centre
// is not. Of a head whose position nobody wrote down every deputy there is one.
bool IsDeputyOf(std::string_view position, std::string_view head);
// Of a division, an office, a centre: who signs by order or by authority.
bool HeadsAPart(std::string_view position);

}  // namespace dongson::identity
