#pragma once

#include <string>
#include <string_view>

namespace dongson::web {

enum class Encoding : unsigned char { identity, gzip, brotli };

// The best encoding a client accepts (RFC 9110 §12.5.3), q-values respected.
Encoding ChooseEncoding(std::string_view accept_encoding);
std::string_view EncodingName(Encoding encoding);

enum class Effort : unsigned char { quick, thorough };  // per request, or once for many readers
std::string Compress(std::string_view bytes, Encoding encoding, Effort effort);

// Whether bytes of this type get smaller at all.
bool IsCompressible(std::string_view content_type);

}  // namespace dongson::web
