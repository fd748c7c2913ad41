#include "platform/notices/mail_message.h"

#include <curl/curl.h>

#include <memory>
#include <stdexcept>

#include "core/bytes.h"
#include "core/text.h"

namespace dongson::notices {

namespace {

constexpr std::string_view kEnd = "\r\n";

// A header is one line, whatever stands in the words for it.
std::string OneLine(std::string_view text) {
    std::string line;
    for (const char sign : text) line += static_cast<unsigned char>(sign) < 0x20 || sign == 0x7f ? ' ' : sign;
    return std::string(Trim(line));
}

bool ContinuesLetter(char sign) {
    return (static_cast<unsigned char>(sign) & 0xC0) == 0x80;
}

// RFC 2047 section 2: an encoded word has at most 75 signs, and a letter is not divided between two.
std::string EncodedWords(std::string_view text) {
    constexpr std::size_t kMostBytes = 39;  // with "Subject: " before it a line of 76
    std::string words;
    while (!text.empty()) {
        auto size = std::min(kMostBytes, text.size());
        while (size < text.size() && ContinuesLetter(text[size])) --size;
        if (!words.empty()) words += "\r\n ";
        words += "=?utf-8?B?" + Base64(text.substr(0, size)) + "?=";
        text.remove_prefix(size);
    }
    return words;
}

std::string LinesOfBase64(std::string_view text) {
    const auto encoded = Base64(text);
    std::string lines;
    for (std::size_t at = 0; at < encoded.size(); at += 76) lines += encoded.substr(at, 76) + std::string(kEnd);
    return lines;
}

std::string DateHeader(Instant now) {
    auto date = now.HttpDate();
    date.replace(date.size() - 3, 3, "+0000");
    return date;
}

struct Upload {
    std::string_view left;
};

std::size_t ReadPart(char* buffer, std::size_t size, std::size_t count, void* data) {
    auto& source = *static_cast<Upload*>(data);
    const auto part = std::min(size * count, source.left.size());
    source.left.copy(buffer, part);
    source.left.remove_prefix(part);
    return part;
}

}  // namespace

std::string MessageOf(const Mail& mail, Instant now) {
    const auto from = OneLine(mail.from.address);
    const auto name = mail.from.name.empty() ? std::string() : EncodedWords(OneLine(mail.from.name)) + "\r\n ";
    const auto domain = from.substr(from.find('@') + 1);
    const std::string headers[] = {"From: " + name + "<" + from + ">",
                                   "To: <" + OneLine(mail.to) + ">",
                                   "Subject: " + EncodedWords(OneLine(mail.subject)),
                                   "Date: " + DateHeader(now),
                                   "Message-ID: <" + Hex(RandomBytes(16)) + "@" + domain + ">",
                                   "Auto-Submitted: auto-generated",
                                   "MIME-Version: 1.0",
                                   "Content-Type: text/plain; charset=utf-8",
                                   "Content-Transfer-Encoding: base64"};
    std::string message;
    for (const auto& header : headers) message += header + std::string(kEnd);
    return message + std::string(kEnd) + LinesOfBase64(mail.body);
}

void SendBySmtp(const std::string& url, const Mail& mail, Instant now) {
    const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
    const auto message = MessageOf(mail, now);
    Upload upload{message};
    const std::unique_ptr<curl_slist, void (*)(curl_slist*)> recipients(
        curl_slist_append(nullptr, ("<" + OneLine(mail.to) + ">").c_str()), curl_slist_free_all);
    const auto sender = "<" + OneLine(mail.from.address) + ">";
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, sender.c_str());
    curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, ReadPart);
    if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK) throw std::runtime_error(curl_easy_strerror(code));
}

}  // namespace dongson::notices
