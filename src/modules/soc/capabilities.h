// What one may do in the security operations centre.
#pragma once

#include "platform/identity/capability.h"

namespace dongson::soc {

inline constexpr identity::Capability kRespond{"soc.respond", "Trực giám sát (cả tỉnh): xem sự kiện, xử lý cảnh báo và vụ việc",
                                               "Watch (the whole province): see events, handle alerts and cases"};
inline constexpr identity::Capability kAnswer{"soc.answer", "Trả lời câu hỏi của trung tâm giám sát gửi đơn vị mình",
                                              "Answer what the security centre asks of one's unit"};
inline constexpr identity::Capability kCapabilities[] = {kRespond, kAnswer};

}  // namespace dongson::soc
