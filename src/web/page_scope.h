// What every page shows around its content: who is signed in, where it is. Set once a request, read by layouts and forms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/language.h"
#include "web/drawn.h"

namespace dongson::web {

struct SiteLink {
    std::string_view path;
    Sentence text;
};

// A place in the officers' navigation.
struct NavigationEntry {
    std::string_view key;  // by which a page marks it as where one is
    std::string_view path;
    Sentence text;
    std::string_view needs = "";     // the capability of those it is shown to; empty: to every officer
    std::string_view shortcut = "";  // the key that leads there; empty: none
};

// What is the same on every page: set once at start-up.
struct Site {
    std::string province;                    // Thanh Hóa
    std::string contact = {};                // how to reach the one-stop; empty: nobody has said
    bool demonstration = false;              // said in the footer
    std::int64_t upload_bytes = 25LL << 20;  // largest file
    // What the modules bring: over every page, under it, beside the name of who signed in, and beside officers' pages.
    std::vector<SiteLink> header = {}, footer = {}, mine = {};
    std::vector<NavigationEntry> navigation = {};
};
void UseSite(Site site);
// The province's name in the reader's language: English writes it without accents, Thanh Hoa.
const std::string& ProvinceName();
const Site& CurrentSite();
// What of a page is the site's alone: drawn once for all pages.
enum class SitePart : unsigned char { header_links, links_of_mine, footer };
const DrawnParts& PartsOfSite();

struct PageContext {
    std::string csrf;
    std::string path;       // of this page, without /en: for the language switch
    std::string query;      // "?q=…", or empty
    std::string back;       // the page whose form was sent, when this site's; a refusal leads there again
    std::string signed_in;  // name; empty for a visitor
    std::string unit, position;
    struct Unit {
        std::string id, name;
    };
    std::vector<Sentence> in_stead;  // "Đang làm thay Trần Văn B đến 15/12/2026"
    std::vector<Unit> units;         // of an officer's posts, the one they work for first
    bool program = false;            // asked for by a program: a refusal is said in JSON
    bool officer = false;
    std::vector<const NavigationEntry*> navigation;  // an officer's
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
