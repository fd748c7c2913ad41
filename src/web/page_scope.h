// What every page shows around its content: who is signed in, where it is. Set once a request, read by layouts and forms.
#pragma once

#include <string>
#include <string_view>

namespace dongson::web {

// What is the same on every page: set once at start-up.
struct Site {
    std::string province;                    // Thanh Hóa
    std::string contact = {};                // how to reach the one-stop; empty: nobody has said
    bool demonstration = false;              // said in the footer
    std::int64_t upload_bytes = 25LL << 20;  // largest file
};
void UseSite(Site site);
// The province's name in the reader's language: English writes it without accents, Thanh Hoa.
const std::string& ProvinceName();
const Site& CurrentSite();

struct PageContext {
    std::string csrf;
    std::string path;       // of this page, without /en: for the language switch
    std::string query;      // "?q=…", or empty
    std::string back;       // the page whose form was sent, when this site's; a refusal leads there again
    std::string signed_in;  // name; empty for a visitor
    std::string unit, position;
    bool program = false;  // asked for by a program: a refusal is said in JSON
    bool officer = false;
    bool receives = false;  // takes dossiers at a counter
    bool operates = false;  // sees the operator's pages
    bool analyses = false;  // sees the security operations centre
    std::int64_t unread = 0;
    std::string active;  // the officer's navigation entry of this page
};

const PageContext& CurrentPage();

// Marks the officer's navigation entry of the page being made.
void MarkActive(std::string_view entry);

class PageScope {
  public:
    explicit PageScope(PageContext context);
    ~PageScope();
    PageScope(const PageScope&) = delete;
    PageScope& operator=(const PageScope&) = delete;

  private:
    PageContext before_;
};

}  // namespace dongson::web
