#include "web/busy.h"

#include <map>

namespace dongson::web {

namespace {

Response BusyPage() {
    auto page =
        Page(Render(R"(<!doctype html>
<html lang="{}"><head><meta charset="utf-8"><title>{}</title><meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>{}</h1><p>{}</p></main></body></html>
)",
                    CurrentLanguage() == Language::english ? "en" : "vi", Say("Tạm thời chưa phục vụ được"),
                    Say("Tạm thời chưa phục vụ được"), Say("Hệ thống đang quá đông người dùng. Hãy thử lại sau ít phút.")),
             StatusOf(RefusalKind::unavailable));
    page.With("content-security-policy", "default-src 'none'; frame-ancestors 'none'").With("x-content-type-options", "nosniff");
    return page;
}

Response BusyProblem() {
    return Problem(
        {"SERVER_BUSY", Say("Hệ thống đang quá đông người dùng. Hãy thử lại sau ít phút."), "", RefusalKind::unavailable});
}

using Answers = std::map<Language, Response>;

Answers InEachLanguage(Response (*make)()) {
    Answers answers;
    for (const auto language : {Language::vietnamese, Language::english}) {
        const LanguageScope scope(language);
        answers[language] = NoStore(make()).With("retry-after", "5");
    }
    return answers;
}

}  // namespace

Response Busy(const Request& request, Lane lane) {
    static const auto pages = InEachLanguage(BusyPage), problems = InEachLanguage(BusyProblem);
    const bool program = lane == Lane::bulk || request.WantsJson();
    return (program ? problems : pages).at(request.language);
}

}  // namespace dongson::web
