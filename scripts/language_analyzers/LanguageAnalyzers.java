import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/**
 * What the bare server of Maven Central lacks and tests need, under the names that Elasticsearch gives it: the token
 * filters of Lucene that our analyzers of languages are made of, and the parts of the analyzer for e-mail addresses
 * that the index of users and API keys is made with.
 */
public class LanguageAnalyzers extends Plugin implements AnalysisPlugin {

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of("uax_url_email", (index, environment, name, settings) -> new AbstractTokenizerFactory(name) {
            @Override
            public Tokenizer create() {
                return new UAX29URLEmailTokenizer();
            }
        });
    }

    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        return Map.of(
            "lowercase", filter(settings -> LowerCaseFilter::new),
            "unique", filter(settings -> RemoveDuplicatesTokenFilter::new),
            "pattern_capture", AnalysisPlugin.requiresAnalysisSettings(filter(LanguageAnalyzers::capture)),
            "pattern_replace", AnalysisPlugin.requiresAnalysisSettings(filter(LanguageAnalyzers::replace)),
            "snowball", AnalysisPlugin.requiresAnalysisSettings(filter(LanguageAnalyzers::snowball))
        );
    }

    private static Function<TokenStream, TokenStream> capture(Settings settings) {
        Pattern[] patterns = settings.getAsList("patterns").stream().map(Pattern::compile).toArray(Pattern[]::new);
        boolean keep = settings.getAsBoolean("preserve_original", true);
        return stream -> new PatternCaptureGroupTokenFilter(stream, keep, patterns);
    }

    private static Function<TokenStream, TokenStream> replace(Settings settings) {
        Pattern pattern = Pattern.compile(settings.get("pattern"));
        String replacement = settings.get("replacement", "");
        return stream -> new PatternReplaceFilter(stream, pattern, replacement, true);
    }

    private static Function<TokenStream, TokenStream> snowball(Settings settings) {
        String language = settings.get("language", "English");
        return stream -> new SnowballFilter(stream, language);
    }

    private static AnalysisProvider<TokenFilterFactory> filter(Function<Settings, Function<TokenStream, TokenStream>> make) {
        return (index, environment, name, settings) -> new AbstractTokenFilterFactory(name) {
            private final Function<TokenStream, TokenStream> wrap = make.apply(settings);

            @Override
            public TokenStream create(TokenStream stream) {
                return wrap.apply(stream);
            }
        };
    }
}
