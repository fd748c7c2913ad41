#include "platform/papers/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>

#include "core/embedded.h"

namespace dongson::papers {

namespace {
std::mutex font_mutex;
FcConfig* font_config = nullptr;
}  // namespace

void UseFonts(const std::string& folder) {
    const std::lock_guard lock(font_mutex);
    if (font_config != nullptr) return;
    std::filesystem::create_directories(folder);
    font_config = FcConfigCreate();
    for (const auto path : EmbeddedBelow("assets/dist/")) {
        if (!path.ends_with(".ttf")) continue;
        const auto file = folder + "/" + std::string(path.substr(12));
        const auto bytes = Embedded(path);
        if (!std::filesystem::exists(file) || std::filesystem::file_size(file) != bytes.size()) {
            // Another program may look at the same moment: it finds the whole font or none.
            const auto written = file + "." + std::to_string(::getpid());
            std::ofstream out(written, std::ios::binary);
            out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
            out.close();
            if (!out) throw std::runtime_error("the fonts of papers cannot be written: " + written);
            std::filesystem::rename(written, file);
        }
        // A paper whose font is missing is blank, and is kept as issued.
        if (FcConfigAppFontAddFile(font_config, reinterpret_cast<const FcChar8*>(file.c_str())) != FcTrue)
            throw std::runtime_error("a font of papers cannot be read: " + file);
    }
}

PangoFontMap* FontsOfThisThread() {
    struct Drop {
        void operator()(PangoFontMap* map) const { g_object_unref(map); }
    };
    // To make one starts threads that read the configuration; what it has looked up serves the next paper.
    thread_local std::unique_ptr<PangoFontMap, Drop> map;
    if (map) return map.get();
    const std::lock_guard lock(font_mutex);
    if (font_config == nullptr) throw std::logic_error("papers::UseFonts was not called");
    map.reset(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
    // GLib's own cast goes through void. NOLINTNEXTLINE(bugprone-casting-through-void)
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), font_config);
    return map.get();
}

}  // namespace dongson::papers
